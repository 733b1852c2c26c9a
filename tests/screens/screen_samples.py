"""Screens to look at from all sides: the gallery of the site, and one short screen of each widget."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from camnang import page
from camnang.screens import Library, Screen, parse

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GALLERY = "vi/gop-bai/thu-vien-man-hinh.md"

# {0} stands for the label under test.
TEMPLATES: Mapping[str, str] = {
    "chu": "cac_dong: [{{chu: {0}}}, {{nut: Gửi}}]",
    "chu-giua": "cac_dong: [{{chu: {{noi_dung: {0}, dam: true, giua: true}}}}]",
    "lien_ket": "cac_dong: [{{nut: Gửi}}, {{lien_ket: {0}}}, {{nut: Xoá}}]",
    "o_nhap": "cac_dong: [{{o_nhap: {{nhan: {0}, gia_tri: Mẫu}}}}, {{o_nhap: Xã}}]",
    "mat_khau": "cac_dong: [{{mat_khau: {0}}}, {{nut: Gửi}}]",
    "ma_otp": "cac_dong: [{{ma_otp: {{nhan: {0}, da_nhap: 2}}}}, {{ban_phim_so: true}}]",
    "nut": "cac_dong: [{{chu: Mẫu}}, {{nut: {0}}}, {{nut: {{nhan: Xoá, kieu: vien}}}}]",
    "dong": "cac_dong: [{{dong: Một}}, {{dong: {{nhan: {0}, phu: Phụ, bieu_tuong: wifi}}}}, {{dong: Ba}}]",
    "o_tich": "cac_dong: [{{o_tich: {{nhan: {0}, tich: true}}}}, {{o_tich: Ghi nhớ}}]",
    "cong_tac": "cac_dong: [{{cong_tac: {{nhan: {0}, bat: true}}}}, {{cong_tac: Vị trí}}]",
    "thanh_truot": "cac_dong: [{{chu: Mẫu}}, {{thanh_truot: {{nhan: {0}, muc: 30}}}}]",
    "luoi": "cac_dong: [{{luoi: [{{bieu_tuong: vi, nhan: Ví}}, {{bieu_tuong: qr, nhan: {0}}}, {{bieu_tuong: loa, nhan: Loa}},"
    " {{bieu_tuong: anh, nhan: Ảnh}}]}}]",
    "man_hinh_chinh": "cac_dong: [{{man_hinh_chinh: [{{bieu_tuong: vi, nhan: {0}}}, {{bieu_tuong: qr, nhan: Ví giấy tờ}}]}}]",
    "hop_thoai": "cac_dong: [{{hop_thoai: {{tieu_de: {0}, noi_dung: Bác chắc chưa?, nut: [Từ chối, Đồng ý]}}}}]",
    "hop_thoai-nut": "cac_dong: [{{hop_thoai: {{noi_dung: Bác chắc chưa?, nut: [Thôi, {0}]}}}}]",
    "quyen": "cac_dong: [{{quyen: {{noi_dung: Cho phép?, nut: [{0}, Không]}}}}]",
    "tin_nhan": "gia: true\ncac_dong: [{{tin_nhan: {{tu: Số lạ, noi_dung: [Bấm vào đây, {0}, Nhanh lên]}}}}]",
    "khung_qr": "cac_dong: [{{khung_qr: {0}}}]",
    "khung_mat": "cac_dong: [{{khung_mat: {0}}}]",
    "the_nfc": "cac_dong: [{{the_nfc: {0}}}]",
    "anh": "cac_dong: [{{anh: {{bieu_tuong: giay-to, nhan: {0}}}}}, {{nut: Chụp}}]",
    "thanh_thong_bao": "cac_dong: [{{thanh_thong_bao: {0}}}, {{chu: Mẫu}}]",
    "the": "cac_dong: [{{the: {{tieu_de: {0}, dong: [Một, Hai]}}}}]",
    "the-dong": "cac_dong: [{{the: {{tieu_de: Mẫu, dong: [Một, {0}, Ba]}}}}]",
    "trong": "cac_dong: [{{chu: Mẫu}}, {{trong: 2}}, {{nut: {0}}}]",
    "tieu_de": "tieu_de: {0}\nlui: true\ncac_dong: [{{chu: Mẫu}}]",
    "the_duoi": "the_duoi: [{{bieu_tuong: nha, nhan: Nhà, chon: true}}, {{bieu_tuong: vi, nhan: {0}}}, {{bieu_tuong: qr, nhan: Quét QR}}]",
    "the_duoi-4": "the_duoi: [{{bieu_tuong: nha, nhan: Trang chủ}}, {{bieu_tuong: vi, nhan: {0}}}, {{bieu_tuong: qr, nhan: Thông báo}},"
    " {{bieu_tuong: nguoi, nhan: Tài khoản}}]",
    "ban_phim_so": "cac_dong: [{{ma_otp: {{da_nhap: 1}}}}, {{chu: {0}}}, {{ban_phim_so: true}}]",
}


def quoted(text: str) -> str:
    """A YAML double-quoted string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def of_widget(name: str, label: str, mark: str | None = None) -> Screen:
    """A screen with this widget and label; the label is marked unless told otherwise."""
    source = TEMPLATES[name].format(quoted(label)) + f"\ndau: {quoted(mark or label)}"
    return parse(source, Library())


def gallery_fences() -> list[str]:
    """The live fences of the gallery page."""
    return [fence.text for fence in page.read(DOCS / GALLERY, DOCS).fences if fence.kind == "man-hinh"]
